package io.photosync.breaker;

import io.photosync.call.Failure;
import io.photosync.call.MicrosoftService;
import io.photosync.call.TokenFailures;
import io.photosync.identity.TokenRefused;
import io.photosync.identity.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Whether Entra issues tokens for every audience asked for so far. Placed here because {@code identity} does not know
 * this room.
 */
@ApplicationScoped
public class EntraProbe implements ServiceProbe {
    private final Tokens tokens;

    public EntraProbe(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public MicrosoftService service() {
        return MicrosoftService.ENTRA;
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
