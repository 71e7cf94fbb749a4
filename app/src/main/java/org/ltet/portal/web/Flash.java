package org.ltet.portal.web;

import java.io.Serializable;
import java.util.List;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One message shown once, on the page after a redirect. */
public record Flash(Tone tone, String key, List<Serializable> arguments) implements Serializable {

    static final String ATTRIBUTE = "flash";

    public enum Tone {
        SUCCESS,
        ATTENTION,
        DANGER
    }

    public static void success(RedirectAttributes redirect, String key, Serializable... arguments) {
        redirect.addFlashAttribute(ATTRIBUTE, new Flash(Tone.SUCCESS, key, List.of(arguments)));
    }

    public static void attention(RedirectAttributes redirect, String key, Serializable... arguments) {
        redirect.addFlashAttribute(ATTRIBUTE, new Flash(Tone.ATTENTION, key, List.of(arguments)));
    }

    public static void danger(RedirectAttributes redirect, String key, Serializable... arguments) {
        redirect.addFlashAttribute(ATTRIBUTE, new Flash(Tone.DANGER, key, List.of(arguments)));
    }
}
