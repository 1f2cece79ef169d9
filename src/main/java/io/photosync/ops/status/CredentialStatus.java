package io.photosync.ops.status;

import io.photosync.identity.CredentialCheck;
import io.photosync.identity.CredentialState;
import jakarta.enterprise.context.ApplicationScoped;

/** Expiry of the app's certificate, and who may read its key. */
@ApplicationScoped
public class CredentialStatus implements StatusPart {
    private final CredentialCheck check;

    CredentialStatus(CredentialCheck check) {
        this.check = check;
    }

    @Override
    public String name() {
        return "credential";
    }

    @Override
    public CredentialState state() {
        return check.state();
    }
}
