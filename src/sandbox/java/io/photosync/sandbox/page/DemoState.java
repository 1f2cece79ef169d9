package io.photosync.sandbox.page;

import io.photosync.sandbox.Sandbox;

/** The page's view of a running sandbox. */
record DemoState(Overview overview, Switchboard switchboard, Visitor visitor) {

    static DemoState of(Sandbox sandbox) {
        return new DemoState(
                new Overview(sandbox.directory(), sandbox.exchangePhotos(), sandbox.sharePoint()),
                new Switchboard(sandbox.troubles()),
                new Visitor(sandbox.graphUrl(), sandbox.keys().clientContext()));
    }
}
