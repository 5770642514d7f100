import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import classes from './file-drop.module.css';

/** A place to drop a file on, with a button for those who choose it. */
export function FileDrop(props: {
  choose: string;
  drop: string;
  accept: string;
  pending: boolean;
  onFile: (file: File) => void;
}) {
  const { choose, drop, accept, pending, onFile } = props;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div
      className={classes['drop']}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files.item(0);
        if (file !== null) onFile(file);
      }}
    >
      <Button variant="default" loading={pending} onClick={() => input.current?.click()}>
        {choose}
      </Button>
      <span>{drop}</span>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={choose}
        accept={accept}
        onChange={(event) => {
          const file = event.currentTarget.files?.item(0) ?? null;
          // The same file, corrected, can be chosen again.
          event.currentTarget.value = '';
          if (file !== null) onFile(file);
        }}
      />
    </div>
  );
}
