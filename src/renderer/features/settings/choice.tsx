import { Radio } from '@mantine/core';
import { Sentence } from '../../ui/sentence.tsx';
import classes from './settings.module.css';

/** One of a few, each with what it means. */
export function Choice<V extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: V;
  options: readonly { readonly value: V; readonly label: string; readonly meaning?: string }[];
  onChange: (value: V) => void;
}) {
  const choose = (chosen: string) => {
    const option = options.find((one) => one.value === chosen);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <Radio.Group value={value} onChange={choose} label={label} classNames={{ label: 'visually-hidden' }}>
      <div className={classes['choices']}>
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            size="xs"
            classNames={{
              body: classes['choice'] ?? '',
              label: classes['choiceLabel'] ?? '',
              description: classes['choiceMeaning'] ?? '',
            }}
            label={option.label}
            description={option.meaning === undefined ? undefined : <Sentence text={option.meaning} own />}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
