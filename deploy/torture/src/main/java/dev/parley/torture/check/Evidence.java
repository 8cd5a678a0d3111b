package dev.parley.torture.check;

import dev.parley.local.sink.Effect;
import dev.parley.torture.history.Entry;
import dev.parley.torture.history.Entry.Phase;
import dev.parley.torture.history.Event;
import dev.parley.torture.history.Execution;
import dev.parley.torture.history.Folder;
import dev.parley.torture.history.JsonLines;
import dev.parley.torture.history.Message;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that a round left behind. */
record Evidence(
        List<Entry> history,
        List<Event> received,
        List<Event> log,
        List<Message> messages,
        List<Execution> executions,
        List<Effect> effects) {

    static Evidence read(Folder folder) {
        return new Evidence(
                JsonLines.read(folder.history(), Entry.class),
                JsonLines.read(folder.received(), Event.class),
                JsonLines.read(folder.log(), Event.class),
                JsonLines.read(folder.messages(), Message.class),
                JsonLines.read(folder.executions(), Execution.class),
                JsonLines.read(folder.effects(), Effect.class));
    }

    /** The posts that were accepted, the first answer for each run. */
    Collection<Entry> accepted() {
        Map<String, Entry> byRun = new LinkedHashMap<>();
        posts(Phase.OK).forEach(post -> byRun.putIfAbsent(post.fact("run"), post));
        return byRun.values();
    }

    /** The posts in one phase. */
    Stream<Entry> posts(Phase phase) {
        return history.stream()
                .filter(entry -> entry.what().equals("post") && entry.phase() == phase);
    }

    /** The logs, each in the order in which it was dumped. */
    Map<String, List<Event>> logs() {
        return grouped(log, Event::conversation);
    }

    /** The events of each run, in the order of their log. */
    Map<String, List<Event>> runs() {
        return grouped(log, Event::run);
    }

    /** The replies stored for each run. */
    Map<String, List<Message>> replies() {
        return grouped(
                messages.stream().filter(message -> message.role().equals("assistant")).toList(),
                Message::run);
    }

    static <T> Map<String, List<T>> grouped(List<T> all, Function<T, String> key) {
        return all.stream()
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }
}
