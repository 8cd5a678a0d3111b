package dev.parley.torture.check;

import static dev.parley.torture.check.Damage.assertBroken;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.torture.history.Entry;
import dev.parley.torture.history.Entry.Phase;
import dev.parley.torture.history.Event;
import dev.parley.torture.history.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each invariant is broken once, and no other may be found broken by that. */
class CheckTest {

    @Test
    void findsNothingWrongWithAGoodRoundAndChecksEverything() {
        List<Finding> findings = Check.of(GoodRound.evidence());

        assertTrue(new Report(findings).isGood(), new Report(findings).text());
        findings.forEach(it -> assertTrue(it.checked() > 0, it.invariant()));
    }

    @Test
    void missesAnAcceptedMessage() {
        assertBroken(new AcceptedOnce(), it -> it.messages().removeIf(CheckTest::isFirstQuestion));
    }

    @Test
    void noticesAnotherContentThanWasAccepted() {
        assertBroken(
                new AcceptedOnce(),
                it ->
                        Damage.change(
                                it.messages(),
                                CheckTest::isFirstQuestion,
                                m -> copy(m, m.id(), "?")));
    }

    @Test
    void missesTheEndOfARun() {
        assertBroken(new OneEnd(), it -> it.log().removeLast());
    }

    @Test
    void noticesASecondEnd() {
        assertBroken(new OneEnd(), it -> it.append("run.completed", "run_k3", ""));
    }

    @Test
    void noticesRunsInAnotherOrderThanTheirMessages() {
        assertBroken(
                new OneAtATime(),
                it -> {
                    List<Event> order = new ArrayList<>(accepting(it));
                    order.addAll(saidOf("run_k2", it));
                    order.addAll(saidOf("run_k1", it));
                    order.addAll(saidOf("run_k3", it));
                    it.reorder(order);
                });
    }

    @Test
    void noticesARunThatSpeaksWhileAnotherIsUnderWay() {
        assertBroken(
                new OneAtATime(),
                it -> {
                    List<Event> order = new ArrayList<>(it.log());
                    Event begin = saidOf("run_k2", it).getFirst();
                    order.remove(begin);
                    order.add(order.indexOf(saidOf("run_k1", it).getLast()), begin);
                    it.reorder(order);
                });
    }

    @Test
    void missesANumber() {
        assertBroken(
                new Gapless(), it -> it.log().add(Damage.numbered(it.log().removeLast(), 1_000)));
    }

    @Test
    void noticesANumberThatIsThereTwice() {
        assertBroken(
                new Gapless(),
                it -> it.log().add(Damage.numbered(it.log().removeLast(), it.log().size())));
    }

    @Test
    void noticesAStreamThatIsNotTheReply() {
        assertBroken(
                new ReplyAsStreamed(),
                it ->
                        Damage.change(
                                it.log(),
                                event ->
                                        event.type().equals("message.delta")
                                                && event.run().equals("run_k2"),
                                event -> Damage.saying(event, "it is 43")));
    }

    @Test
    void noticesTheReplyToAnotherQuestion() {
        assertBroken(
                new ReplyAsStreamed(),
                it ->
                        Damage.change(
                                it.history(),
                                entry -> entry.phase() == Phase.OK,
                                entry -> with(entry, "expected", "something else")));
    }

    @Test
    void noticesWhatAFailedRunDoesNotTakeBack() {
        assertBroken(
                new ReplyAsStreamed(),
                it -> {
                    Damage.change(
                            it.log(),
                            event -> event.type().equals("run.completed"),
                            event -> Damage.called(event, "run.failed"));
                    it.messages().removeIf(message -> message.run().equals("run_k1"));
                    it.received().removeIf(event -> event.type().equals("run.completed"));
                });
    }

    @Test
    void doesNotExpectAReplyThatNeedsAToolThatFailed() {
        Evidence evidence =
                Damage.of(it -> {
                    Damage.change(
                            it.log(),
                            event -> event.type().equals("tool.finished"),
                            event -> Damage.called(event, "tool.failed"));
                    Damage.change(
                            it.history(),
                            entry -> entry.phase() == Phase.OK && entry.fact("key").equals("k2"),
                            entry -> with(entry, "expected", "it is 41"));
                });

        assertTrue(new Report(Check.of(evidence)).isGood());
    }

    @Test
    void noticesAReaderWhoMissedAWord() {
        assertBroken(
                new ReadAsStored(),
                it ->
                        it.received()
                                .removeIf(
                                        event -> event.data().path("text").asText().equals("two")));
    }

    @Test
    void noticesAReaderWhoGotAnEventTwice() {
        assertBroken(new ReadAsStored(), it -> it.received().add(2, it.received().get(1)));
    }

    @Test
    void noticesASecondMessageForAKey() {
        assertBroken(
                new KeyOnce(),
                it -> it.messages().add(copy(it.messages().getFirst(), "msg_other", "ask k1")));
    }

    @Test
    void noticesAnotherAnswerToTheSameKey() {
        assertBroken(
                new KeyOnce(),
                it -> it.history().add(with(answerTo("k1", it.history()), "message", "msg_k2")));
    }

    @Test
    void noticesACancelledRunThatSpeaksOn() {
        assertBroken(new QuietAfterCancel(), it -> it.append("message.delta", "run_k3", "er said"));
    }

    private static boolean isFirstQuestion(Message message) {
        return message.id().equals("msg_k1");
    }

    private static Message copy(Message message, String id, String content) {
        return new Message(
                message.conversation(),
                id,
                message.role(),
                message.run(),
                message.status(),
                content);
    }

    private static Entry answerTo(String key, List<Entry> history) {
        return history.stream()
                .filter(entry -> entry.phase() == Phase.OK && entry.fact("key").equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Entry with(Entry entry, String fact, String value) {
        Map<String, String> facts = new HashMap<>(entry.facts());
        facts.put(fact, value);
        return new Entry(
                entry.nanos(),
                entry.worker(),
                entry.operation(),
                entry.phase(),
                entry.what(),
                facts);
    }

    private static List<Event> accepting(Damage it) {
        return it.log().stream().filter(CheckTest::isAccepting).toList();
    }

    private static List<Event> saidOf(String run, Damage it) {
        return it.log().stream()
                .filter(event -> event.run().equals(run) && !isAccepting(event))
                .toList();
    }

    private static boolean isAccepting(Event event) {
        return event.type().equals("message.created") || event.type().equals("run.queued");
    }
}
