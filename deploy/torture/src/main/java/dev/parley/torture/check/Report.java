package dev.parley.torture.check;

import java.util.List;

/** What the checker has to say, as a table for people. */
final class Report {

    private static final String ROW = "%-46s %9s %10s  %s%n";

    private final List<Finding> findings;

    Report(List<Finding> findings) {
        this.findings = findings;
    }

    boolean isGood() {
        return findings.stream().allMatch(finding -> finding.violations() == 0);
    }

    String text() {
        StringBuilder text =
                new StringBuilder(
                        ROW.formatted("invariant", "checked", "violations", "bound (95 %)"));
        for (Finding finding : findings) {
            text.append(
                    ROW.formatted(
                            finding.invariant(),
                            finding.checked(),
                            finding.violations(),
                            bound(finding)));
        }
        findings.forEach(finding -> finding.shortest().ifPresent(v -> append(finding, v, text)));
        return text.toString();
    }

    /** Zero of N bounds the true rate by 3/N with 95 % confidence. */
    private static String bound(Finding finding) {
        if (finding.violations() > 0) {
            return "broken";
        }
        return finding.checked() == 0
                ? "nothing to check"
                : "< %.2g".formatted(Math.min(1, 3.0 / finding.checked()));
    }

    private static void append(Finding finding, Finding.Violation violation, StringBuilder text) {
        text.append("%n%s: %s%n".formatted(finding.invariant(), violation.what()));
        violation.trace().forEach(line -> text.append("    ").append(line).append('\n'));
    }
}
