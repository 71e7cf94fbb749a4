package org.ltet.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.util.Map;
import org.ltet.portal.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/** What a person sees when a page cannot do what was asked. */
@ControllerAdvice
@Order(2)
class PageErrors {

    private static final Logger LOG = LoggerFactory.getLogger(PageErrors.class);

    /** Less cannot hold the largest form. */
    private static final long LEAST_SPACE = 140L << 20;

    private final Pages pages;
    private final File temporary = new File(System.getProperty("java.io.tmpdir"));

    PageErrors(Pages pages) {
        this.pages = pages;
    }

    @ExceptionHandler
    ModelAndView refused(Refused refused, HttpServletRequest request, HttpServletResponse response) {
        refused.retryAfter()
                .ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds())));
        return page(
                request,
                RefusedStatus.of(refused),
                "refused." + refused.code(),
                refused.arguments().toArray());
    }

    @ExceptionHandler
    ModelAndView tooLarge(MaxUploadSizeExceededException e, HttpServletRequest request) {
        return page(request, HttpStatus.CONTENT_TOO_LARGE, "error.upload.large");
    }

    /** A form with files whose parts cannot be read: whoever sent it wrote it wrongly, unless this node has no room. */
    @ExceptionHandler
    ModelAndView unreadable(MultipartException e, HttpServletRequest request, HttpServletResponse response) {
        if (temporary.getUsableSpace() < LEAST_SPACE) {
            LOG.error("A form with files was not taken: {} is full", temporary);
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
            return page(request, HttpStatus.SERVICE_UNAVAILABLE, "error.503");
        }
        return page(request, HttpStatus.BAD_REQUEST, "error.upload.unreadable");
    }

    private ModelAndView page(HttpServletRequest request, HttpStatus status, String key, Object... arguments) {
        Page page = pages.of(request);
        String text = page.words().has(key) ? page.t(key, arguments) : page.t("error.refused");
        return new ModelAndView("web/error", Map.of("page", page, "status", status.value(), "text", text), status);
    }
}
