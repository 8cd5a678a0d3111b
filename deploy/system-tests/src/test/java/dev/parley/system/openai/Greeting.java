package dev.parley.system.openai;

/** The form of an answer; OpenAI's client makes a JSON Schema of it. */
public class Greeting {

    /** What is answered. */
    public String answer = "";
}
