package io.photosync.drift;

import io.photosync.testkit.SandboxTest;

/** 150 users; {@link FilesAlteredAtSizeTest} has 2,000. */
@SandboxTest(
        people = 150,
        value = {
            "photosync.sweep.enabled=true",
            "photosync.sweep.every=PT3S",
            "photosync.sync.retry-after=PT1H",
            "photosync.removal.confirm-after=PT5S",
            "photosync.drift.changed-at-most=10",
            "photosync.sharepoint.units-per-minute=1000000",
            "photosync.sharepoint.profile-calls-per-five-minutes=1000000"
        })
class FilesAlteredTest extends AlteredTenant {}
