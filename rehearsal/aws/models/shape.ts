/** Where a member of an input stands in a request. */
export type Location = 'uri' | 'querystring' | 'header' | 'headers';

/** A member as botocore has it: its shape, and how it goes over the wire. */
export interface MemberRef {
  readonly shape: string;
  readonly location?: Location | 'statusCode';
  readonly locationName?: string;
  readonly queryName?: string;
  readonly flattened?: boolean;
  readonly xmlAttribute?: boolean;
  readonly streaming?: boolean;
  readonly jsonvalue?: boolean;
}

export interface Shape {
  readonly type:
    | 'structure'
    | 'list'
    | 'map'
    | 'string'
    | 'character'
    | 'integer'
    | 'long'
    | 'float'
    | 'double'
    | 'boolean'
    | 'blob'
    | 'timestamp';
  readonly members?: Readonly<Record<string, MemberRef>>;
  readonly required?: readonly string[];
  /** The member that is the body of the request. */
  readonly payload?: string;
  readonly member?: MemberRef;
  readonly key?: MemberRef;
  readonly value?: MemberRef;
  readonly flattened?: boolean;
  readonly locationName?: string;
  readonly enum?: readonly (string | number)[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly document?: boolean;
  readonly eventstream?: boolean;
  readonly streaming?: boolean;
  /** Nobody may write its values down. */
  readonly sensitive?: boolean;
  /** What else AWS asks of it; not of botocore (amendments.ts). */
  readonly allows?: (value: number) => boolean;
  /** What AWS says instead of its usual words; not of botocore (amendments.ts). */
  readonly says?: string;
}
