import { parse, print, visit } from 'graphql';
import { appsyncSchema } from '../../../stacks/constructs/appsync-schema';
import { schema } from '../synthesize';

const withoutDescriptions = (sdl: string) =>
  print(
    visit(parse(sdl), {
      enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
    }),
  );

test('a description becomes the comment that AppSync takes for one', () => {
  const sdl = `
"""
A room.

It expires.
"""
type Room {
  "Its id."
  id(
    "How it is written."
    format: String
  ): ID!
}
`;
  expect(appsyncSchema(sdl)).toBe(`
# A room.
#
# It expires.
type Room {
  # Its id.
  id(
    # How it is written.
    format: String
  ): ID!
}
`);
});

test("an enum's values lose theirs, which AppSync's parser stumbles over", () => {
  expect(appsyncSchema('"Open or not." enum Status {\n  "Not null."\n  ACTIVE\n  CLOSED\n}')).toBe(
    '# Open or not.\nenum Status {\n  ACTIVE\n  CLOSED\n}',
  );
});

test('a description in the middle of a line swallows nothing', () => {
  const sdl = 'type Query { "One." one("Two." two: Int = 2, "Three." three: [Int!]! = []): Int "Four." four: Int }';
  expect(withoutDescriptions(appsyncSchema(sdl))).toBe(withoutDescriptions(sdl));
});

test("this project's schema stays the same but for its descriptions", () => {
  const converted = appsyncSchema(schema);
  expect(converted.replace(/@aws_subscribe\(.*?\)/g, '')).not.toContain('"');
  expect(converted).toContain('# None, one or two genres from `genres`, for this media type.');
  expect(print(parse(converted))).toBe(withoutDescriptions(schema));
});
