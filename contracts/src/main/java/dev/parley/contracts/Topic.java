package dev.parley.contracts;

/**
 * Every Kafka topic of the suite. Partitions, retention and owner stand in {@code topics.json}
 * beside this class; a test keeps both lists equal.
 */
public enum Topic {
    /** Accepted user messages; key: conversation id. */
    MESSAGES("parley.messages"),
    /** Messages that agent-service could not read. */
    MESSAGES_DEAD("parley.messages.dlq"),
    /** What happens in a run; key: conversation id. */
    RUN_EVENTS("parley.run-events"),
    /** Run events that conversation-service could not read. */
    RUN_EVENTS_DEAD("parley.run-events.dlq"),
    /** Runs that were deleted with their conversation; key: conversation id. */
    DELETIONS("parley.deletions"),
    /** Deletions that tool-service could not read. */
    DELETIONS_DEAD("parley.deletions.dlq"),
    /** Tools that were executed; key: run id, or execution id for a call of no run. */
    TOOL_EXECUTIONS("parley.tool-executions"),
    /** Executions that agent-service could not read. */
    TOOL_EXECUTIONS_DEAD("parley.tool-executions.dlq"),
    /** Heartbeats of every instance; key: instance. */
    TELEMETRY("parley.telemetry"),
    /** Telemetry that monitoring-service could not read. */
    TELEMETRY_DEAD("parley.telemetry.dlq");

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    /** The name in Kafka. */
    public String topicName() {
        return topicName;
    }
}
