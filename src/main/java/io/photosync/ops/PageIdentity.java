package io.photosync.ops;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whose name a page shows that is not for signed-in users alone. Who sent the request is otherwise found out only where
 * a role is asked for, and may fail.
 */
@ApplicationScoped
public class PageIdentity {
    private final CurrentIdentityAssociation identity;

    PageIdentity(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    /** The rest of the request is nobody's. */
    public void forget() {
        identity.setIdentity(
                QuarkusSecurityIdentity.builder().setAnonymous(true).build());
    }

    /** Who is not known without waiting is nobody: this may be a thread that must not wait. */
    public void settle() {
        SecurityIdentity known = identity.getDeferredIdentity()
                .onFailure()
                .recoverWithNull()
                .subscribeAsCompletionStage()
                .getNow(null);
        if (known == null) {
            forget();
        } else {
            identity.setIdentity(known);
        }
    }
}
