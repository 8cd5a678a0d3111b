package dev.parley.system.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page's pure modules, in the browser that runs them. */
@ExtendWith(PageExtension.class)
class ModulesTest {

    private final Visitor visitor;

    ModulesTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void readsTheSameEventsWhereverTheStreamIsCutIntoPieces() {
        Object differences =
                run(
                        """
                        const {EventParser} = await import('/page/sse.js');
                        const stream = '\\uFEFF: hi\\r\\nid: 7\\r\\nretry: 1500\\r\\n\\r\\nid:8\\nevent: a\\ndata: one\\ndata:two\\n\\n'
                            + 'data\\r\\rid: 9\\revent: b\\rdata:  ä🙂\\r\\rdata: never ended';
                        const read = (...pieces) => {
                          const parser = new EventParser();
                          const events = pieces.flatMap((piece) => parser.push(piece));
                          return JSON.stringify([events, parser.lastId, parser.retry]);
                        };
                        const whole = read(stream);
                        const wanted = JSON.stringify([[{id: '8', type: 'a', data: 'one\\ntwo'}, {id: '8', type: 'message', data: ''},
                            {id: '9', type: 'b', data: ' ä🙂'}], '9', 1500]);
                        const differing = [...stream].map((_, at) => read(stream.slice(0, at), stream.slice(at))).filter((r) => r !== whole);
                        return whole === wanted ? differing.length : whole;
                        """);

        assertEquals(0, differences);
    }

    @Test
    void forgetsTheTextThatAResetVoids() {
        assertEquals(
                "second",
                textAfter(
                        """
                        {type: 'message.delta', text: 'first'}, {type: 'message.reset'}, {type: 'message.delta', text: 'second'}\
                        """));
    }

    @Test
    void saysWhereInTheQueueARunIsAndHowLongItMayWait() {
        assertEquals(
                "Waiting, number 3 in the queue, about 5 s",
                noteAfter("{type: 'run.queued', position: 3, estimated_wait_ms: 4200}"));
        assertEquals("Waiting …", noteAfter("{type: 'run.queued'}"));
    }

    @Test
    void showsAHandoffAndAFailedToolAsCards() {
        assertEquals(
                "handoff|clerk → expert|done,tool|search|failed",
                cardsAfter(
                        """
                        {type: 'agent.handoff', from: 'clerk', to: 'expert', reason: 'hard', seq: 4},
                        {type: 'tool.called', call_id: 'c1', tool: 'search', arguments: {}},
                        {type: 'tool.failed', call_id: 'c1', tool: 'search', problem: {detail: 'no'}}\
                        """));
    }

    @Test
    void saysWhyARunFailed() {
        assertEquals(
                "No answer: The model is away.",
                noteAfter("{type: 'run.failed', problem: {detail: 'The model is away.'}}"));
    }

    private Object textAfter(String events) {
        return after(events, "entry.text");
    }

    private Object noteAfter(String events) {
        return after(events, "entry.note");
    }

    private Object cardsAfter(String events) {
        return after(
                events,
                "entry.cards.map((card) => [card.kind, card.title, card.state].join('|')).join()");
    }

    private Object after(String events, String wanted) {
        return run(
                """
                const {apply, empty} = await import('/page/transcript.js');
                const {entriesOf} = await import('/page/entries.js');
                const transcript = [%s].map((event) => ({...event, run_id: 'run_1'})).reduce(apply, empty());
                const [entry] = entriesOf(transcript);
                return %s;
                """
                        .formatted(events, wanted));
    }

    private Object run(String script) {
        Page page = visitor.open(visitor.url(), new Browser.NewContextOptions());
        return page.evaluate("async () => {" + script + "}");
    }
}
