package dev.parley.torture.client;

import dev.parley.torture.client.Door.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What the history says of an operation besides what was asked. */
final class Facts {

    private Facts() {}

    /** What a good answer told. */
    static Map<String, String> learnt(Map<String, String> asked, Answer answer) {
        Map<String, String> facts = new TreeMap<>(asked);
        if (asked.containsKey("key")) {
            facts.put("run", answer.json().at("/run/id").asText());
            facts.put("message", answer.json().at("/message/id").asText());
        } else if (!asked.containsKey("conversation")) {
            facts.put("conversation", answer.json().path("id").asText());
        }
        return facts;
    }

    /** Why it was not done. */
    static Map<String, String> refused(Map<String, String> asked, Answer answer) {
        Map<String, String> facts = new TreeMap<>(asked);
        facts.put("status", Integer.toString(answer.status()));
        facts.put("code", answer.json().path("code").asText());
        return facts;
    }

    /** What broke. */
    static Map<String, String> broken(Map<String, String> asked, IOException failure) {
        Map<String, String> facts = new TreeMap<>(asked);
        facts.put("failure", failure.toString());
        return facts;
    }
}
