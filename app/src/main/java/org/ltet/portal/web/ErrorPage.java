package org.ltet.portal.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The last resort for every error that no handler turned into an answer; tells nothing of the inside. */
@Controller
public class ErrorPage implements ErrorController {

    private final Pages pages;

    ErrorPage(Pages pages) {
        this.pages = pages;
    }

    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        HttpStatus status = status(request);
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Page page = pages.of(request);
        String tooLarge = request.getAttribute(UploadLimitFilter.PASSED) instanceof DataSize limit
                ? page.t("error.upload.limit", limit.toMegabytes())
                : null;
        if (uri != null && uri.toString().startsWith("/api/")) {
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem(status, tooLarge));
        }
        String key = "error." + status.value();
        String text = tooLarge == null ? page.t(page.words().has(key) ? key : "error.500") : tooLarge;
        Map<String, Object> model = new HashMap<>(Map.of("page", page, "status", status.value(), "text", text));
        if (tooLarge != null) {
            model.put("back", formOf(request));
        }
        return new ModelAndView("web/error", model, status);
    }

    private static ProblemDetail problem(HttpStatus status, @Nullable String tooLarge) {
        if (tooLarge == null) {
            return ProblemDetail.forStatus(status);
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, tooLarge);
        problem.setType(URI.create("urn:ltet:problem:request.tooLarge"));
        problem.setProperty("code", "request.tooLarge");
        return problem;
    }

    /** The page of this portal from which the form was sent; what was saved there is still there. */
    private static String formOf(HttpServletRequest request) {
        String referer = request.getHeader(HttpHeaders.REFERER);
        try {
            URI from = URI.create(referer == null ? "/" : referer);
            String path = from.getRawPath();
            boolean own = request.getHeader(HttpHeaders.HOST) != null
                    && request.getHeader(HttpHeaders.HOST).equals(from.getRawAuthority());
            return own && path != null && Addresses.isOwn(path) ? path : "/";
        } catch (IllegalArgumentException unreadable) {
            return "/";
        }
    }

    private static HttpStatus status(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        return status == null ? HttpStatus.NOT_FOUND : status;
    }
}
