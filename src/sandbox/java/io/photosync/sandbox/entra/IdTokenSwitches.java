package io.photosync.sandbox.entra;

import java.time.Duration;

/** What is wrong with the ID tokens that Entra issues from now on; nothing at first. */
public final class IdTokenSwitches {
    private volatile Duration lifetime = Tokens.LIFETIME;
    private volatile boolean foreignSignature;
    private volatile boolean wrongNonce;

    public Duration lifetime() {
        return lifetime;
    }

    /** Initially an hour. */
    public void setLifetime(Duration newLifetime) {
        lifetime = newLifetime;
    }

    /** Whether another key signs them than the one that the header names. */
    public boolean foreignSignature() {
        return foreignSignature;
    }

    public void setForeignSignature(boolean foreign) {
        foreignSignature = foreign;
    }

    /** Whether they carry another nonce than the page asked for. */
    public boolean wrongNonce() {
        return wrongNonce;
    }

    public void setWrongNonce(boolean wrong) {
        wrongNonce = wrong;
    }

    /** Nothing is wrong any more. */
    public void reset() {
        lifetime = Tokens.LIFETIME;
        foreignSignature = false;
        wrongNonce = false;
    }
}
