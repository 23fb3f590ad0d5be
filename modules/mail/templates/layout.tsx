import { Body } from '@react-email/body';
import { Button } from '@react-email/button';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Heading } from '@react-email/heading';
import { Hr } from '@react-email/hr';
import { Html } from '@react-email/html';
import { Img } from '@react-email/img';
import { Link } from '@react-email/link';
import { Section } from '@react-email/section';
import { Text } from '@react-email/text';
import type { CSSProperties, ReactNode } from 'react';
import type { Fact } from '../../../domain/approvals/kind';
import type { SafetyMode } from '../../../domain/mail/safety';
import { useBrand, useWords } from './brand';

/** What a template is told beside its props: where links lead and how the reader reads times. */
export interface MailContext {
  /** Address of the app, without a slash at the end. */
  appUrl: string;
  recipientName: string;
  /** The recipient's zone. */
  zone: string;
  /** Addresses of the pages behind the two links, or null when the mail carries no links that act. */
  actions: { approve: string; reject: string } | null;
  /** What the links do; absent without links. */
  mode?: SafetyMode;
  /** Whether an answer to the mail decides, too. */
  takesReplies?: boolean;
  /** Address of the page behind a link to a password; null where there is none, as in a preview. */
  accountLink?: string | null;
  /** A schema.org object for mailboxes that show actions beside a mail. */
  markup?: object;
}

const FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';

const styles = {
  body: { backgroundColor: '#f2f4f8', fontFamily: FONT, margin: '0', padding: '24px 8px' },
  card: {
    backgroundColor: '#ffffff',
    border: '1px solid #dfe3ea',
    borderRadius: '10px',
    maxWidth: '560px',
    padding: '28px 28px 20px',
  },
  preview: {
    display: 'none',
    lineHeight: '1px',
    maxHeight: '0',
    maxWidth: '0',
    opacity: 0,
    overflow: 'hidden',
  },
  brand: {
    color: '#3b5bdb',
    fontSize: '13px',
    fontWeight: 700,
    letterSpacing: '0.14em',
    margin: '0 0 14px',
  },
  heading: { color: '#14181f', fontSize: '21px', lineHeight: '28px', margin: '0 0 12px' },
  text: { color: '#2b323d', fontSize: '15px', lineHeight: '23px', margin: '0 0 12px' },
  quote: {
    borderLeft: '3px solid #aab4c4',
    color: '#2b323d',
    fontSize: '15px',
    lineHeight: '23px',
    margin: '0 0 14px',
    padding: '2px 0 2px 12px',
    whiteSpace: 'pre-wrap',
  },
  fact: {
    borderTop: '1px solid #e6e9ef',
    fontSize: '14px',
    lineHeight: '20px',
    padding: '7px 0',
    verticalAlign: 'top',
  },
  small: { color: '#565f6e', fontSize: '13px', lineHeight: '19px', margin: '0 0 8px' },
  hr: { borderColor: '#e6e9ef', margin: '18px 0 14px' },
  // A block in the text part, so that each link stands on its own line there.
  action: { display: 'inline-block', margin: '0 10px 10px 0' },
  button: {
    borderRadius: '7px',
    fontSize: '15px',
    fontWeight: 600,
    padding: '11px 22px',
    textDecoration: 'none',
  },
} satisfies Record<string, CSSProperties>;

// Mail programs that honour it get the dark colours from here; the others keep the inline ones.
const DARK = `
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #14171c !important; }
  .card { background-color: #1d2128 !important; border-color: #353b46 !important; }
  .heading { color: #f3f5f8 !important; }
  .text, .quote { color: #d6dbe3 !important; }
  .label, .small { color: #a4adba !important; }
  .value { color: #eef1f5 !important; }
  .fact, .rule { border-color: #353b46 !important; }
  .brand, .link { color: #91a7ff !important; }
  .reject { background-color: #1d2128 !important; color: #ff9a9a !important; border-color: #ff9a9a !important; }
}
@media (max-width: 480px) {
  .card { padding: 22px 18px 16px !important; }
  .action { display: block !important; margin-right: 0 !important; }
  .button { display: block !important; text-align: center !important; }
}`;

/** The frame of every mail. `preview` is what a mailbox shows beside the subject. */
export function MailLayout(props: {
  preview: string;
  heading: string;
  markup?: object;
  children: ReactNode;
}) {
  const { logo, signature } = useBrand();
  return (
    <Html lang={useWords().language}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{props.heading}</title>
        <style>{DARK}</style>
        {props.markup && <Markup>{props.markup}</Markup>}
      </Head>
      <Body className="page" style={styles.body}>
        {/* Without the usual thousand invisible characters behind it, which double the size of a mail. */}
        <div data-skip-in-text="true" style={styles.preview}>
          {props.preview}
        </div>
        <Container className="card" style={styles.card}>
          {logo ? (
            <Img src={logo} alt="NETRA" height="40" style={{ marginBottom: '14px' }} />
          ) : (
            <Text className="brand" style={styles.brand}>
              NETRA
            </Text>
          )}
          <Heading as="h1" className="heading" style={styles.heading}>
            {props.heading}
          </Heading>
          {props.children}
          {signature !== '' && (
            <Text className="small" style={{ ...styles.small, whiteSpace: 'pre-line' }}>
              <Lines>{signature}</Lines>
            </Text>
          )}
        </Container>
      </Body>
    </Html>
  );
}

/** Data for programs. No text of it can end the element: every `<` is written as an escape. */
function Markup({ children }: { children: object }) {
  const json = JSON.stringify(children).replaceAll('<', '\\u003c');
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}

function Lines({ children }: { children: string }) {
  return children.split('\n').map((line, index) => (
    <span key={index}>
      {index > 0 && <br />}
      {line}
    </span>
  ));
}

/** A paragraph. */
export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="text" style={styles.text}>
      {children}
    </Text>
  );
}

/** A remark in small type. */
export function Remark({ children }: { children: ReactNode }) {
  return (
    <Text className="small" style={styles.small}>
      {children}
    </Text>
  );
}

/** Somebody's own words; line breaks are kept. */
export function Quote({ children }: { children: string }) {
  return (
    <Text className="quote" style={styles.quote}>
      <Lines>{children}</Lines>
    </Text>
  );
}

/** The rows of a request. */
export function Facts({ facts }: { facts: Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <table
      className="facts"
      cellPadding={0}
      cellSpacing={0}
      width="100%"
      style={{ margin: '4px 0 16px' }}
    >
      <tbody>
        {facts.map((fact, index) => (
          <tr key={index}>
            <td
              className="fact label"
              width="34%"
              style={{ ...styles.fact, color: '#565f6e', paddingRight: '12px' }}
            >
              {fact.label}
            </td>
            <td className="fact value" style={{ ...styles.fact, color: '#14181f' }}>
              {fact.value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The two links that act, as buttons. Each leads to a page that asks once more; neither acts by being opened. */
export function DecisionButtons({ actions }: { actions: { approve: string; reject: string } }) {
  const words = useWords();
  const approve = { backgroundColor: '#1b7a43', border: '1px solid #1b7a43', color: '#ffffff' };
  const reject = { backgroundColor: '#ffffff', border: '1px solid #b42318', color: '#b42318' };
  return (
    <Section style={{ margin: '0 0 6px' }}>
      <div className="action" style={styles.action}>
        <Button href={actions.approve} className="button" style={{ ...styles.button, ...approve }}>
          {words.approve}
        </Button>
      </div>
      <div className="action" style={styles.action}>
        <Button
          href={actions.reject}
          className="button reject"
          style={{ ...styles.button, ...reject }}
        >
          {words.reject}
        </Button>
      </div>
    </Section>
  );
}

/** A link into the app, on a line of its own. `path` begins with a slash. */
export function AppLink(props: { appUrl: string; path: string; children: string }) {
  return (
    <Text className="small" style={styles.small}>
      <Link
        href={`${props.appUrl}${props.path}`}
        className="link"
        style={{ color: '#3b5bdb', textDecoration: 'underline' }}
      >
        {props.children}
      </Link>
    </Text>
  );
}

/** The way into the app, under a line. */
export function OpenInApp(props: { appUrl: string; requestId: string; children?: ReactNode }) {
  return (
    <>
      <Hr className="rule" style={styles.hr} />
      {props.children}
      <AppLink appUrl={props.appUrl} path={`/approvals/${props.requestId}`}>
        {useWords().openInApp}
      </AppLink>
    </>
  );
}
