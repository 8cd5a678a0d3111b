package dev.parley.torture.check;

/** Something that must hold of every round, whatever was killed in it. */
interface Invariant {

    /** In a few words, for the table. */
    String statement();

    /** Counts the cases in the evidence and collects those that break the invariant. */
    void check(Evidence evidence, Finding finding);
}
