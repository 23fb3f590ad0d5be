import { Anchor, Group } from '@mantine/core';
import { NavLink } from 'react-router';

/** The way between the pages of one part of the app, the page one is on among them. */
export function AreaLinks(props: {
  label: string;
  places: readonly { to: string; label: string }[];
}) {
  return (
    <Group component="nav" aria-label={props.label} gap="md" mb="md">
      {props.places.map(({ to, label }) => (
        <Anchor
          key={to}
          component={NavLink}
          to={to}
          end
          size="sm"
          underline="always"
          className="area-link"
        >
          {label}
        </Anchor>
      ))}
    </Group>
  );
}
