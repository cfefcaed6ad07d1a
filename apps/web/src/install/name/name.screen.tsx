import { groupedCode } from '#hub/contracts';
import { useMemo } from 'react';
import { useLang } from '../../i18n/lang.js';
import { useStore } from '../../live/store.js';
import { Option } from '../../phone/option.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { go } from '../../ui/way.js';
import { type Draft, missingFor } from '../draft/draft.js';
import { useInstaller } from '../installer.js';
import { boxPath } from '../paths.js';
import { surroundingsOf } from '../place/surroundings.js';
import { waitInBackground } from '../../phone/offline/background-sync.js';
import { StepScreen } from '../step-screen.js';
import { useWords } from '../words/use-words.js';
import { replaceable } from './replaceable.js';
import { nameSuggestions } from './suggestions.js';

/** 4: its name, mostly one of those that are proposed; then it is registered. */
export function NameScreen({ draft }: { draft: Draft }) {
  const { model, known } = useInstaller();
  const t = useWords();
  const lang = useLang();
  const { profiles, features, boxes } = useStore(known.catalogue);
  const { jobs } = useStore(model.state);
  const profile = profiles.find(({ id }) => id === draft.profile);
  const taken = useMemo(
    () => [...boxes, ...jobs.map(({ registration }) => registration)].map(({ name }) => name),
    [boxes, jobs],
  );
  const suggested = useMemo(() => {
    const around = draft.fix ? surroundingsOf(draft.fix, features) : {};
    const { hamlet, place } = draft;
    return nameSuggestions(profile?.kind, { canal: around.canal, hamlet, place }, taken);
  }, [profile?.kind, draft.fix, draft.hamlet, draft.place, features, taken]);
  const name = draft.name.trim();
  const isTaken = boxes.some((box) => box.name === name && box.id !== draft.replaces);
  const before = useMemo(() => replaceable(draft, boxes), [draft, boxes]);
  const call = (name: string) => model.change({ name, replaces: undefined });

  const register = () => {
    const key = model.register(model.draft ?? draft);
    void waitInBackground();
    go(boxPath(key), { replace: true });
  };
  return (
    <StepScreen
      step="name"
      draft={draft}
      title={t.nameTitle}
      dock={
        <Button kind="go" wide wet icon="send" off={missingFor('name', draft) ? t.nameFirst : false} onClick={register}>
          {t.register}
        </Button>
      }
    >
      <form
        className="pad gap"
        onSubmit={(event) => {
          event.preventDefault();
          if (!missingFor('name', draft)) register();
        }}
      >
        <TextField
          label={t.nameLabel}
          hint={t.nameHint}
          value={draft.name}
          maxLength={120}
          autoCapitalize="sentences"
          autoComplete="off"
          enterKeyHint="send"
          error={isTaken ? t.nameTaken(name) : undefined}
          onChange={(event) => call(event.target.value)}
        />
      </form>
      <div className="pad gap">
        <h2 className="meta">{t.suggested}</h2>
        <div className="options small-gap">
          {suggested.map((one) => (
            <Option key={one} title={one} chosen={draft.name === one} onChoose={() => call(one)} />
          ))}
        </div>
        {before.length > 0 && (
          <>
            <h2 className="meta gap">{t.replaceAsk}</h2>
            <div className="options small-gap">
              {before.map((box) => (
                <Option
                  key={box.id}
                  title={t.replace(box.name)}
                  more={t.replaceMeans}
                  chosen={draft.replaces === box.id}
                  onChoose={() => model.change({ name: box.name, replaces: box.id })}
                />
              ))}
            </div>
          </>
        )}
        <p className="meta gap summary">
          <Icon name="box" />
          <span>
            <span className="num nowrap">{groupedCode(draft.code!)}</span>
            {profile && ` · ${profile[lang]}`}
            {draft.hamlet && ` · ${draft.hamlet}`}
          </span>
        </p>
      </div>
    </StepScreen>
  );
}
