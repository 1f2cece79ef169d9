package io.photosync.drift;

import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;

/** 150 users; {@link FilesAlteredAtSizeTest} has 2,000. */
@SandboxTest(value = Setup.PASSES, people = 60)
class FilesAlteredTest extends AlteredTenant {}
