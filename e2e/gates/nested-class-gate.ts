import type { Gate, Problem } from './gate';

/**
 * A component styles its own elements only: a class that it gives to a component inside it reaches neither, since the styles
 * of the page alone are shared with all of them. Such a style works in a browser and is missing on the phone.
 */
export const nestedClassGate: Gate = {
  name: 'nested-class',
  check: ({ program }) =>
    program.files.flatMap((file): Problem[] => {
      const unit = file.replace(/\.wxml$/, '');
      const tags = Object.keys(program.unitJson(unit)?.usingComponents ?? {});
      if (unit === file || tags.length === 0 || program.pages.includes(unit) || !program.has(`${unit}.wxss`))
        return [];
      const styles = program.text(`${unit}.wxss`);
      const isStyled = (name: string) => name !== '' && new RegExp(`\\.${name}(?![\\w-])`).test(styles);
      const uses = program.text(file).matchAll(/<([\w-]+)\s[^>]*?\bclass="([^"{]*)"/g);
      return [...uses]
        .filter(([, tag = '']) => tags.includes(tag))
        .flatMap(([, tag = '', names = '']) =>
          names
            .split(/\s+/)
            .filter(isStyled)
            .map((name) => ({ place: file, reason: `the style .${name} does not reach into <${tag}>` })),
        );
    }),
};
