package io.photosync.drift;

import io.photosync.testkit.SandboxResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same with 2,000 users and the settings of production. */
@QuarkusTest
@EnabledIfSystemProperty(named = "chaos", matches = "long")
@WithTestResource(
        value = SandboxResource.class,
        initArgs = {
            @ResourceArg(name = "people", value = "2000"),
            @ResourceArg(name = "photosync.sweep.enabled", value = "true"),
            @ResourceArg(name = "photosync.sweep.every", value = "PT10S"),
            @ResourceArg(name = "photosync.sync.retry-after", value = "PT1H"),
            @ResourceArg(name = "photosync.sharepoint.units-per-minute", value = "1000000"),
            @ResourceArg(name = "photosync.sharepoint.profile-calls-per-five-minutes", value = "1000000")
        })
class FilesAlteredAtSizeTest extends AlteredTenant {}
