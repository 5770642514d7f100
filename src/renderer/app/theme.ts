import {
  ActionIcon,
  Autocomplete,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  SegmentedControl,
  Select,
  Tabs,
  TextInput,
  Textarea,
  Tooltip,
  createTheme,
} from '@mantine/core';
import controls from './controls.module.css';

/** One accent; the shades only serve Mantine's own arithmetic, the screens use the names of `tokens.css`. */
const accent: MantineColorsTuple = [
  '#eef0fc',
  '#dbdff7',
  '#b9c3ff',
  '#a3b0ff',
  '#7c8be8',
  '#5566dd',
  '#3d4fc4',
  '#3344b0',
  '#2b3992',
  '#222d73',
];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  colors: { accent },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '20px' },
  fontWeights: { regular: '400', medium: '550', bold: '550' },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ classNames: { root: controls['icon'] ?? '' } }),
    Autocomplete: Autocomplete.extend({
      defaultProps: { size: 'xs', comboboxProps: { transitionProps: { duration: 0 }, shadow: 'md' } },
      classNames: { input: controls['input'] ?? '', label: controls['label'] ?? '', option: controls['option'] ?? '' },
    }),
    Button: Button.extend({
      defaultProps: { size: 'xs' },
      // Mantine writes its own idea of contrast on the element; ours is designed per scheme.
      vars: (_theme, { variant = 'filled' }) => ({ root: variant === 'filled' ? { '--button-color': 'var(--on-accent)' } : {} }),
      classNames: { root: controls['button'] ?? '', label: controls['buttonLabel'] ?? '' },
    }),
    Checkbox: Checkbox.extend({
      defaultProps: { size: 'xs' },
      classNames: { label: controls['checkLabel'] ?? '', description: controls['description'] ?? '' },
    }),
    TextInput: TextInput.extend({
      defaultProps: { size: 'xs' },
      classNames: { input: controls['input'] ?? '', label: controls['label'] ?? '', description: controls['description'] ?? '' },
    }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' }, classNames: { label: controls['label'] ?? '' } }),
    Select: Select.extend({
      defaultProps: { size: 'xs', allowDeselect: false, comboboxProps: { transitionProps: { duration: 0 }, shadow: 'md' } },
      classNames: { input: controls['input'] ?? '', label: controls['label'] ?? '', option: controls['option'] ?? '' },
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs', transitionDuration: 120 },
      classNames: {
        root: controls['segments'] ?? '',
        label: controls['segment'] ?? '',
        indicator: controls['segmentIndicator'] ?? '',
      },
    }),
    Tabs: Tabs.extend({ classNames: { list: controls['tabs'] ?? '', tab: controls['tab'] ?? '' } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 350, transitionProps: { duration: 0 }, withArrow: false },
      classNames: { tooltip: controls['tooltip'] ?? '' },
    }),
  },
});

/** Mantine's colour names, told in ours. Both schemes say the same, because ours already differ by scheme. */
const names = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-2)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--refused)',
  '--mantine-color-gray-light-color': 'var(--text-2)',
  '--mantine-color-gray-light-hover': 'var(--hover)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--mantine-shadow-md': 'var(--shadow)', '--mantine-shadow-xl': 'var(--shadow)' },
  light: names,
  dark: names,
});
