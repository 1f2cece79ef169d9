package io.photosync.sandbox;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A sandbox for its Entra alone, and a visitor for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AtEntra {
    final Sandbox sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(1));
    EntraVisitor visitor;

    @BeforeEach
    void open() {
        visitor = new EntraVisitor(sandbox);
    }

    @AfterEach
    void putRight() {
        visitor.close();
        sandbox.idTokens().reset();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }
}
