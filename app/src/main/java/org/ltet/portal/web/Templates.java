package org.ltet.portal.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/** Renders the precompiled templates: as the view of a page, or to text for letters and mails. */
@Component
public class Templates implements ViewResolver, Ordered {

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.ltet.templates");
    private final Gzip gzip = new Gzip();

    /** @param name as "payments/voucher" */
    public String render(String name, Map<String, Object> parameters) {
        StringOutput output = new StringOutput();
        engine.render(name + ".jte", parameters, output);
        return output.toString();
    }

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        return name.startsWith("redirect:") || name.startsWith("forward:") || !engine.hasTemplate(name + ".jte")
                ? null
                : new JteView(name + ".jte");
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    private final class JteView implements View {

        private final String template;

        JteView(String template) {
            this.template = template;
        }

        @Override
        public String getContentType() {
            return "text/html;charset=UTF-8";
        }

        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            Map<String, Object> parameters = new HashMap<>(model == null ? Map.of() : model);
            parameters.keySet().removeIf(key -> key.contains("."));
            PageBytes output = new PageBytes();
            engine.render(template, parameters, output);
            if (parameters.get("page") instanceof Page page && page.isToBeDrawnAgain()) {
                // The summary of the errors stands above the fields that know their labels.
                output = new PageBytes();
                engine.render(template, parameters, output);
            }
            response.setContentType(getContentType());
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            if (Gzip.isWorthwhile(output.length()) && Gzip.isAccepted(request)) {
                byte[] packed = output.packed(gzip);
                response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
                response.setContentLength(packed.length);
                response.getOutputStream().write(packed);
            } else {
                response.setContentLength(output.length());
                output.writeTo(response.getOutputStream());
            }
        }
    }
}
