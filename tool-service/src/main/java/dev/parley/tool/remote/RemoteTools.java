package dev.parley.tool.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.invocation.CallContext;
import dev.parley.tool.invocation.Invocation;
import dev.parley.tool.invocation.Reply;
import java.util.List;
import java.util.Optional;

/**
 * The tools of other systems that can be called: approved as they are now, of a server that is
 * enabled. A tool that changes is gone from here at once, until somebody has approved what it is.
 */
public interface RemoteTools {

    /** Up to {@code limit} tools of a tenant with names after {@code name}, by name. */
    List<RemoteTool> after(String tenant, String name, int limit);

    /** The tool of this name, if it can be called. */
    Optional<RemoteTool> find(String tenant, String name);

    /**
     * The tool that has this {@link RemoteTool#key}, if it and its server still are what they were;
     * the terms on which it may be called are those of now.
     */
    Optional<RemoteTool> version(String tenant, String key);

    /**
     * Sets the terms on which a tool is called from now on.
     *
     * @return false if they are no longer those that the tool came with; nothing has changed then
     */
    boolean setTerms(RemoteTool tool, NewTerms terms);

    /**
     * Terms that somebody has set.
     *
     * @param tags by which the results of the tool are dropped
     * @param by the user
     */
    record NewTerms(String json, List<String> tags, String by) {}

    /** The names of those tools of a tenant that are named, or whose terms have one for a tag. */
    List<String> keeping(String tenant, List<String> names);

    /**
     * One attempt to call a tool. What has become of the tool since it was looked up is looked at
     * once more: one that is no longer what it was is not called. The tool gets the call's id and
     * the current trace, and nothing of who calls.
     *
     * @param context {@link CallContext#time} is the most that it takes, in all
     */
    Invocation<Reply> call(RemoteTool tool, ObjectNode arguments, CallContext context);
}
