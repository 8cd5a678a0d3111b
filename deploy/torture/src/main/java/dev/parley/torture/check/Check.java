package dev.parley.torture.check;

import dev.parley.torture.history.Folder;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code Check <folder>}: reads what a round left there, says what holds, exits with 1 if not all
 * does.
 */
public final class Check {

    private static final List<Invariant> INVARIANTS =
            List.of(
                    new AcceptedOnce(),
                    new OneEnd(),
                    new OneAtATime(),
                    new Gapless(),
                    new ReplyAsStreamed(),
                    new ReadAsStored(),
                    new CallOnce(),
                    new EffectsAsPromised(),
                    new KnownOutcome(),
                    new KeyOnce(),
                    new QuietAfterCancel());

    private Check() {}

    /** Checks the folder that the first argument names. */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("Name the folder that a round of ./parley torture left.");
            System.exit(2);
        }
        Report report = new Report(of(Evidence.read(new Folder(Path.of(args[0])))));
        System.out.print(report.text());
        System.exit(report.isGood() ? 0 : 1);
    }

    static List<Finding> of(Evidence evidence) {
        return INVARIANTS.stream().map(invariant -> checked(invariant, evidence)).toList();
    }

    private static Finding checked(Invariant invariant, Evidence evidence) {
        Finding finding = new Finding(invariant.statement());
        invariant.check(evidence, finding);
        return finding;
    }
}
