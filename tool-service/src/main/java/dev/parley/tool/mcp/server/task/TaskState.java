package dev.parley.tool.mcp.server.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.rpc.RpcJson;

/** How far a task is. */
sealed interface TaskState {

    /** The name of each, in Postgres and, in small letters, on the wire. */
    enum Status {
        WORKING,
        INPUT_REQUIRED,
        COMPLETED,
        FAILED,
        CANCELLED
    }

    /** Its name. */
    Status status();

    /** It runs, on some replica. */
    record Working() implements TaskState {

        @Override
        public Status status() {
            return Status.WORKING;
        }
    }

    /**
     * It waits for its client.
     *
     * @param requests what is not yet answered
     */
    record InputRequired(ObjectNode requests) implements TaskState {

        @Override
        public Status status() {
            return Status.INPUT_REQUIRED;
        }
    }

    /** It has a result, be it that the tool could not do it. */
    record Completed(ObjectNode result) implements TaskState {

        @Override
        public Status status() {
            return Status.COMPLETED;
        }
    }

    /** It ended as no call should. */
    record Failed(ObjectNode error) implements TaskState {

        /** The end of a task whose worker is no more. */
        static final Failed VANISHED =
                of(
                        new RpcException(
                                RpcError.INTERNAL,
                                "The process that ran the call vanished; whether the tool took effect is not known."));

        static Failed of(RpcException failure) {
            return new Failed(RpcJson.errorBody(failure));
        }

        @Override
        public Status status() {
            return Status.FAILED;
        }
    }

    /** Its client wanted it to end. */
    record Cancelled() implements TaskState {

        @Override
        public Status status() {
            return Status.CANCELLED;
        }
    }
}
