package dev.parley.local.model.argument;

import java.util.List;

/** One way to find values for a parameter in what was said. */
interface ProposalSource {

    List<Proposal> propose(Parameter parameter, Situation situation);
}
