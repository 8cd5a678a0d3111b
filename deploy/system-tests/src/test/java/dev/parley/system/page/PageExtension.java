package dev.parley.system.page;

import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link Visitor} of its own, all in one browser, and fails the test if the page
 * broke its own rules meanwhile.
 */
final class PageExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace HERE = Namespace.create(PageExtension.class);

    private final SuiteExtension suites = new SuiteExtension();

    /** A visitor belongs to a test, also where its class' constructor takes it. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(
            ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        suites.beforeAll(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        visitor(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Visitor visitor = visitor(context);
        if (context.getExecutionException().isPresent()) {
            visitor.takeAPicture(context.getRequiredTestMethod().getName());
        }
        visitor.leave();
        if (context.getExecutionException().isEmpty()) {
            visitor.assertNothingStrangeHappened();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Visitor.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return visitor(context);
    }

    private Visitor visitor(ExtensionContext context) {
        Suite suite = suites.suite(context);
        Chromium chromium =
                context.getRoot()
                        .getStore(HERE)
                        .computeIfAbsent(Chromium.class, key -> Chromium.launch(), Chromium.class);
        return context.getStore(HERE)
                .computeIfAbsent(
                        context.getUniqueId(), key -> new Visitor(suite, chromium), Visitor.class);
    }
}
