import './landscape.css';

/** Rice fields, a canal with its gate, a station on its mast: what the hub looks after. Drawn, no picture to load. */
export function Landscape() {
  return (
    <svg className="landscape" viewBox="0 0 600 900" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <rect className="sky" width="600" height="900" />
      <circle className="sun" cx="438" cy="236" r="64" />
      <path className="hill far" d="M0 392c70-52 128-66 190-28 48-58 122-74 190-18 66-44 140-46 220-2v130H0Z" />
      <path className="hill near" d="M0 436c86-40 170-44 258-12 96-40 214-44 342-4v80H0Z" />
      <g className="grove">
        <path d="M52 446a22 22 0 1 1 40-14 20 20 0 1 1 20 18ZM472 440a24 24 0 1 1 44-12 18 18 0 1 1 18 16Z" />
        <path className="house" d="M118 446v-20l20-13 20 13v20ZM430 440v-17l17-11 17 11v17Z" />
      </g>
      <path className="field a" d="M0 446h600v90H0Z" />
      <path className="field b" d="M0 500 600 478v106L0 596Z" />
      <path className="field c" d="M0 570 600 556v140L0 690Z" />
      <path className="field d" d="M0 664 600 666v234H0Z" />
      <g className="rows">
        <path d="M300 452-60 900M300 452 30 900M300 452 120 900M300 452 210 900M300 452 300 900M300 452 390 900M300 452 480 900M300 452 570 900M300 452 660 900" />
      </g>
      <path
        className="canal"
        d="M392 458c-36 52-64 92-46 146 20 60 76 118 62 296h150c22-176-66-232-98-302-24-52-28-96-30-140Z"
      />
      <path className="glint" d="M404 480c-18 40-30 76-22 116M412 620c22 44 56 92 62 164M500 700c20 44 28 92 30 150" />
      <g className="bund">
        <path d="M0 536c120 12 240 8 352-8M410 524c70 4 130 2 190-4M0 632c130 10 250 6 370-10M452 618c60 6 100 6 148 2" />
      </g>
      <g className="gate">
        <path d="M330 604v-76M468 604v-76M318 528h162" />
        <path className="leaf" d="M344 548h110v40H344Z" />
        <path d="M399 528v20" />
      </g>
      <g className="station">
        <path d="M148 730V548M148 730l-26 14M148 730l26 14" />
        <path className="box" d="M126 596h44v52h-44Z" />
        <path className="panel" d="m160 560 46 16-6 20-44-14Z" />
        <circle className="lamp" cx="148" cy="622" r="6" />
        <path className="air" d="M128 540a28 28 0 0 1 40 0M118 526a44 44 0 0 1 60 0" />
      </g>
    </svg>
  );
}
