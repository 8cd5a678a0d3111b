package dev.parley.tool;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.platform.testing.SettingsTable;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class SettingsTest extends SettingsTable {}
