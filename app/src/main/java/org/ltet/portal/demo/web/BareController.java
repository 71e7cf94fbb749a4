package org.ltet.portal.demo.web;

import org.ltet.portal.identity.AllowSignedIn;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says one word to whoever is signed in: the measures of {@code bench/} set the pages beside it. */
@RestController
@Profile("demo")
class BareController {

    @GetMapping(path = "/demo/bare", produces = "text/plain")
    @AllowSignedIn
    String bare() {
        return "bare";
    }
}
