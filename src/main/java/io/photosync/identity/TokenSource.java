package io.photosync.identity;

/** Fetches a token over the network, each time that it is asked. */
@FunctionalInterface
interface TokenSource {
    AccessToken fetch(String audience) throws TokenRefused, InterruptedException;
}
