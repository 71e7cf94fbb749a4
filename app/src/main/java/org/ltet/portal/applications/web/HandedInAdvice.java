package org.ltet.portal.applications.web;

import org.ltet.portal.web.Flash;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows where the application stands instead of a form that cannot be used any more. */
@ControllerAdvice(basePackageClasses = HandedInAdvice.class)
@Order(0)
class HandedInAdvice {

    @ExceptionHandler
    String handedIn(HandedInAlready handedIn, RedirectAttributes redirect) {
        Flash.attention(redirect, "refused.applications.notNow");
        return "redirect:/applications/" + handedIn.id();
    }
}
