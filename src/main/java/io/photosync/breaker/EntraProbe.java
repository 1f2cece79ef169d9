package io.photosync.breaker;

import io.photosync.call.Failure;
import io.photosync.call.MicrosoftService;
import io.photosync.call.TokenFailures;
import io.photosync.identity.TokenRefused;
import io.photosync.identity.Tokens;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Whether Entra issues tokens for every audience asked for so far. Placed here because {@code identity} does not know
 * this room.
 */
@ApplicationScoped
public class EntraProbe implements Probe {
    private final Tokens tokens;

    public EntraProbe(Tokens tokens) {
        this.tokens = tokens;
    }

    void onStart(@Observes @Priority(20) StartupEvent event, Breakers breakers) {
        breakers.register(MicrosoftService.ENTRA, this);
    }

    @Override
    public Optional<Failure> probe() throws InterruptedException {
        try {
            tokens.requireAll();
            return Optional.empty();
        } catch (TokenRefused e) {
            return Optional.of(TokenFailures.of(e));
        }
    }
}
