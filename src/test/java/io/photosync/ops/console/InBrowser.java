package io.photosync.ops.console;

import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.testkit.ConsoleWindow;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A tenant that the ledger knows, and a window on the console that closes with the test. */
abstract class InBrowser {
    Sandbox sandbox;

    @Inject
    TopicWriter writer;

    @Inject
    Ledger ledger;

    KnownTenant tenant;
    ConsoleWindow window;

    @BeforeEach
    void the_tenant_is_known() {
        tenant = new KnownTenant(ledger, writer);
        tenant.awaitRoster();
    }

    @AfterEach
    void close() {
        if (window != null) {
            window.close();
        }
    }
}
