package dev.parley.conversation.openai.run;

import dev.parley.conversation.stream.RunFeed;
import java.time.Duration;

/** Whoever follows a run. */
public interface RunFollower {

    /** How long to wait for events before {@link #idle()}. */
    Duration patience();

    /** The next event of the run. */
    void take(RunFeed.Entry entry) throws ClientGone, InterruptedException;

    /** Nothing has happened for a while. */
    void idle() throws ClientGone, InterruptedException;
}
