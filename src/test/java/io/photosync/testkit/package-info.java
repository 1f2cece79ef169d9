/** What tests of several rooms share: the sandbox as a test resource, a visitor of the tenant, a clock that is set by hand. */
package io.photosync.testkit;
