package io.photosync.drift;

import io.photosync.testkit.SandboxTest;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same with 2,000 users and the settings of production. */
@EnabledIfSystemProperty(named = "chaos", matches = "long")
@SandboxTest(
        people = 2000,
        value = {
            "photosync.sweep.enabled=true",
            "photosync.sweep.every=PT10S",
            "photosync.sync.retry-after=PT1H",
            "photosync.sharepoint.units-per-minute=1000000",
            "photosync.sharepoint.profile-calls-per-five-minutes=1000000"
        })
class FilesAlteredAtSizeTest extends AlteredTenant {}
