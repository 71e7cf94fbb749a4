package org.ltet.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.ltet.portal.shared.Refused;
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

    private final Pages pages;

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

    /** A form with files whose parts cannot be read: whoever sent it wrote it wrongly. */
    @ExceptionHandler
    ModelAndView unreadable(MultipartException e, HttpServletRequest request) {
        return page(request, HttpStatus.BAD_REQUEST, "error.upload.unreadable");
    }

    private ModelAndView page(HttpServletRequest request, HttpStatus status, String key, Object... arguments) {
        Page page = pages.of(request);
        String text = page.words().has(key) ? page.t(key, arguments) : page.t("error.refused");
        return new ModelAndView("web/error", Map.of("page", page, "status", status.value(), "text", text), status);
    }
}
