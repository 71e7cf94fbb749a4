package org.ltet.portal.web;

import java.util.Optional;

/** Tells who is looking; implemented where people sign in. */
public interface Viewers {

    Optional<Viewer> current();
}
