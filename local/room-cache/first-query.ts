const NEW_ROOM = `mutation {
  createRoom(input: { name: "Friday night", hostId: "ana", mediaType: MOVIE, genreIds: [28, 878] }) {
    id
    inviteCode
  }
}
`;

/** What a member of a room asks first; without one, a mutation that makes it. */
export const firstQuery = (roomId: string | undefined): string =>
  roomId === undefined
    ? NEW_ROOM
    : `query {
  roomMovies(roomId: ${JSON.stringify(roomId)}, from: 0) {
    items {
      sequenceIndex
      title
    }
    nextFrom
    status
  }
}
`;
