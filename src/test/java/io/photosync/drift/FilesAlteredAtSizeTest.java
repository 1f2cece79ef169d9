package io.photosync.drift;

import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same with 2,000 users. */
@EnabledIfSystemProperty(named = "chaos", matches = "long")
@SandboxTest(value = Setup.PASSES, people = 2000)
class FilesAlteredAtSizeTest extends AlteredTenant {}
