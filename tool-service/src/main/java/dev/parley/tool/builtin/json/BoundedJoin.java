package dev.parley.tool.builtin.json;

import io.burt.jmespath.Adapter;
import io.burt.jmespath.JmesPathType;
import io.burt.jmespath.function.ArgumentConstraints;
import io.burt.jmespath.function.BaseFunction;
import io.burt.jmespath.function.FunctionArgument;
import java.util.List;

/**
 * JMESPath's {@code join}. The library's puts the text together before anybody could say that it is
 * too long.
 */
final class BoundedJoin extends BaseFunction {

    private final int maxChars;

    BoundedJoin(int maxChars) {
        super(
                "join",
                ArgumentConstraints.typeOf(JmesPathType.STRING),
                ArgumentConstraints.arrayOf(ArgumentConstraints.typeOf(JmesPathType.STRING)));
        this.maxChars = maxChars;
    }

    @Override
    protected <T> T callFunction(Adapter<T> runtime, List<FunctionArgument<T>> arguments) {
        String glue = runtime.toString(arguments.get(0).value());
        List<String> parts =
                runtime.toList(arguments.get(1).value()).stream().map(runtime::toString).toList();
        long length = (long) glue.length() * parts.size();
        for (String part : parts) {
            length += part.length();
        }
        if (length > maxChars) {
            throw new BoundedJmesPath.TooExpensive();
        }
        return runtime.createString(String.join(glue, parts));
    }
}
