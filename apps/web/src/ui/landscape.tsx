import './landscape.css';

/** Tufts in rows, larger the nearer they are. */
const RICE =
  'M20 700q-3 -9 -9 -14M20 700v-17M20 700q3 -9 9 -14M66 700q-3 -9 -9 -14M66 700v-17M66 700q3 -9 9 -14M204 700q-3 -9 -9 -14M204 700v-17M204 700q3 -9 9 -14M250 700q-3 -9 -9 -14M250 700v-17M250 700q3 -9 9 -14M296 700q-3 -9 -9 -14M296 700v-17M296 700q3 -9 9 -14M-4 742q-4 -12 -12 -18M-4 742v-23M-4 742q4 -12 12 -18M52 742q-4 -12 -12 -18M52 742v-23M52 742q4 -12 12 -18M108 742q-4 -12 -12 -18M108 742v-23M108 742q4 -12 12 -18M220 742q-4 -12 -12 -18M220 742v-23M220 742q4 -12 12 -18M276 742q-4 -12 -12 -18M276 742v-23M276 742q4 -12 12 -18M24 792q-5 -15 -15 -22M24 792v-28M24 792q5 -15 15 -22M92 792q-5 -15 -15 -22M92 792v-28M92 792q5 -15 15 -22M160 792q-5 -15 -15 -22M160 792v-28M160 792q5 -15 15 -22M228 792q-5 -15 -15 -22M228 792v-28M228 792q5 -15 15 -22M296 792q-5 -15 -15 -22M296 792v-28M296 792q5 -15 15 -22M-10 850q-7 -19 -19 -28M-10 850v-36M-10 850q6 -19 19 -28M72 850q-7 -19 -19 -28M72 850v-36M72 850q6 -19 19 -28M154 850q-7 -19 -19 -28M154 850v-36M154 850q6 -19 19 -28M236 850q-7 -19 -19 -28M236 850v-36M236 850q6 -19 19 -28M318 850q-7 -19 -19 -28M318 850v-36M318 850q6 -19 19 -28M500 706q-3 -9 -9 -14M500 706v-17M500 706q3 -9 9 -14M546 706q-3 -9 -9 -14M546 706v-17M546 706q3 -9 9 -14M592 706q-3 -9 -9 -14M592 706v-17M592 706q3 -9 9 -14M560 760q-4 -12 -12 -18M560 760v-23M560 760q4 -12 12 -18';

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
      <path className="rice" d={RICE} />
      <path
        className="canal"
        d="M406 447c-44 54-82 100-62 158 20 60 76 117 62 295h152c22-176-64-232-96-302-26-56-48-104-40-151Z"
      />
      <path className="glint" d="M404 484c-20 36-32 68-26 100M412 632c22 44 56 92 62 164M500 708c20 44 28 92 30 150" />
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
