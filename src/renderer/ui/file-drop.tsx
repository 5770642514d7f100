import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import classes from './file-drop.module.css';

/** Takes a file that is chosen, or dropped there. */
export function FileDrop(props: {
  choose: string;
  drop: string;
  /** what stands there while a file hovers over it */
  dropNow: string;
  accept: string;
  pending: boolean;
  onFile: (file: File) => void;
}) {
  const { choose, drop, dropNow, accept, pending, onFile } = props;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | null) => {
    if (file !== null) onFile(file);
  };
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
        take(event.dataTransfer.files.item(0));
      }}
    >
      <Button variant="default" loading={pending} onClick={() => input.current?.click()}>
        {choose}
      </Button>
      <span>{over ? dropNow : drop}</span>
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
          take(file);
        }}
      />
    </div>
  );
}
