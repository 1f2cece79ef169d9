package io.photosync.drift;

import io.photosync.testkit.SandboxResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Some hundred users; {@link FilesAlteredAtSizeTest} has two thousand. */
@QuarkusTest
@WithTestResource(
        value = SandboxResource.class,
        initArgs = {
            @ResourceArg(name = "people", value = "150"),
            @ResourceArg(name = "photosync.sweep.enabled", value = "true"),
            @ResourceArg(name = "photosync.sweep.every", value = "PT3S"),
            @ResourceArg(name = "photosync.sync.retry-after", value = "PT1H"),
            @ResourceArg(name = "photosync.removal.confirm-after", value = "PT5S"),
            @ResourceArg(name = "photosync.drift.changed-at-most", value = "10"),
            @ResourceArg(name = "photosync.sharepoint.units-per-minute", value = "1000000"),
            @ResourceArg(name = "photosync.sharepoint.profile-calls-per-five-minutes", value = "1000000")
        })
class FilesAlteredTest extends AlteredTenant {}
