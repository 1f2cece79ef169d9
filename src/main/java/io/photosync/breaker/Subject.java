package io.photosync.breaker;

/** Whose request failed or succeeded, and what it was part of. */
public record Subject(String userId, Activity activity) {}
