package dev.parley.conversation.turn;

/** How a turn stands: OPEN until its one terminal event. */
enum TurnStatus {
    OPEN,
    COMPLETED,
    FAILED,
    CANCELLED
}
